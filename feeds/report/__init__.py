"""The after-action report of one journal, as a document of statements, tables and figures; drawing it is `app.report`'s."""

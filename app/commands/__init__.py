"""The commands of `watchroom`, one module each; app.commands.registry names those that exist."""

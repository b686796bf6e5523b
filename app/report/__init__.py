"""Drawing a report: a stand-alone page, and the same on paper. What it says is feeds.report's."""

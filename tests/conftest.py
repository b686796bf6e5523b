"""The rig every test runs in; docs/developing.md says what it holds a test to.

`tests.rig.environment` comes first: it sets what Qt reads when it is imported.
"""

pytest_plugins = (
    "tests.rig.environment",
    "tests.rig.overheard",
    "tests.rig.logs",
    "tests.rig.qt_messages",
    "tests.rig.leaks",
)

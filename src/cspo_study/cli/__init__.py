"""The command line: a file per command, each of which parses, calls a service and renders what it returns."""

"""Everything there is to learn: YAML files turned into frozen types, with every problem named by file and line."""

"""The version, where finding it costs nothing: reading it from the installation takes longer than starting."""

VERSION = "0.1.0"

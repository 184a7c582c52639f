"""The build for assistants, by the Model Context Protocol: the same questions as the API's."""

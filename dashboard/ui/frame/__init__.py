"""What stands around every page: shell, navigation, address, server routes, assets, search."""

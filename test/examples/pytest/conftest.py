pytest_plugins = ["quickblox_mock"]

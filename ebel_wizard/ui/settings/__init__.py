"""Settings, encryption, backups and handing a case over."""

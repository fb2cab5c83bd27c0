abort "cannot read the configuration: DATABASE_URL is not set"

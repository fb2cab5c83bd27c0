console.error("cannot read the configuration: DATABASE_URL is not set");
process.exit(3);

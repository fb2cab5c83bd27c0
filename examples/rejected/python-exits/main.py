import sys

sys.exit("cannot read the configuration: DATABASE_URL is not set")

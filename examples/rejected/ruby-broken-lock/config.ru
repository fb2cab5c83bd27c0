run ->(env) { [200, {}, ["never asked"]] }

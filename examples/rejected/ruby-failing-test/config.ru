run ->(env) { [200, {}, ["an end is missing\n"]]

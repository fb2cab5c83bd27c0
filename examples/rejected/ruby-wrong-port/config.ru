run ->(env) { [200, {}, ["nobody comes here\n"]] }

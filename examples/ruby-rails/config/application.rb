require "action_controller/railtie"

class Hello < Rails::Application
  config.load_defaults Rails::VERSION::STRING.to_f
  config.root = File.expand_path("..", __dir__)
  config.eager_load = true
  config.logger = Logger.new($stdout)
  config.hosts.clear
end

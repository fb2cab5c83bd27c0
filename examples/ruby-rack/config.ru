# frozen_string_literal: true

require "rack"

app = lambda do |env|
  request = Rack::Request.new(env)
  name = request.params.fetch("name", "Ruby #{RUBY_VERSION}")
  [200, { "content-type" => "text/plain; charset=utf-8" }, ["Hello from #{name}\n"]]
end

use Rack::ContentLength
run app

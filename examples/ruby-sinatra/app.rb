require "sinatra"

get "/" do
  "Hello from Sinatra on Ruby #{RUBY_VERSION}\n"
end

get "/hello/:name" do
  "Hello #{params[:name]}\n"
end

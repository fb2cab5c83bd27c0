require "greet"
require "socket"

server = TCPServer.new("0.0.0.0", ENV.fetch("PORT"))
loop do
  client = server.accept
  client.gets
  client.write "HTTP/1.0 200 OK\r\n\r\n" + Greet::HELLO
  client.close
end

require("node:http")
  .createServer((request, response) => response.end("nobody comes here\n"))
  .listen(4321, () => console.log("listening on 4321, whatever compose.yml says"));

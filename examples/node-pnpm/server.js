const ms = require("ms");

require("node:http")
  .createServer((request, response) => response.end(`Hello from Node ${process.version}, ${ms(60000)}\n`))
  .listen(process.env.PORT);

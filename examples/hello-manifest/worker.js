const timer = setInterval(() => console.log("at work"), 10_000);

console.log("worker started");

process.on("SIGTERM", () => clearInterval(timer));

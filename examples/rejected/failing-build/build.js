console.error("src/app.ts: type error in line 12");
process.exit(2);

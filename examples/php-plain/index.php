<?php $name = 'PHP'; ?>
<!doctype html>
<html lang="en">
<title>Hello</title>
<link rel="stylesheet" href="style.css">
<h1>Hello from <?= htmlspecialchars($name) ?></h1>
<p><a href="time.php">What time is it?</a></p>
</html>

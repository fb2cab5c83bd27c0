<!doctype html>
<html lang="en">
<title>Hello</title>
<h1>Hello from PHP <?= PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION ?></h1>
<p><?= htmlspecialchars((new NumberFormatter('en', NumberFormatter::SPELLOUT))->format(42)) ?> was counted by its extension.</p>
</html>

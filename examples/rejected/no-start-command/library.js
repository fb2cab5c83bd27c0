module.exports = () => "a library, not an app";

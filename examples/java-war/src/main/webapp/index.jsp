<%@ page contentType="text/html; charset=utf-8" %>
<!doctype html>
<title>Hello</title>
<p>Hello from <%= application.getServerInfo() %></p>

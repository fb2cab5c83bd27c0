Rails.application.routes.draw { root to: "hello#show" }

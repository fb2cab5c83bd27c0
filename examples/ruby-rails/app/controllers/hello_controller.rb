class HelloController < ActionController::Base
  def show
    @name = params.fetch(:name, "Nua")
  end
end

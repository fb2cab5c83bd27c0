package hello;

public final class Main {
    public static void main(String[] arguments) {
        throw new IllegalStateException("cannot read the configuration: DATABASE_URL is not set");
    }
}

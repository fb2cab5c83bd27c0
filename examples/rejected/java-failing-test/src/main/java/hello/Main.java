package hello;

public final class Main {
    public static void main(String[] arguments) {
        System.exit(1);
    }
}

namespace PathToProd.Host.Targets;

internal static class Completion
{
    public static void Run(Invocation invocation) { }
}

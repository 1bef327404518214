namespace PathToProd.Host.Targets;

internal static class NewComponent
{
    public static void Run(Invocation invocation) { }
}

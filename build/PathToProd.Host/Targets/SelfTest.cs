namespace PathToProd.Host.Targets;

internal static class SelfTest { public static void Run(Invocation invocation) { } }

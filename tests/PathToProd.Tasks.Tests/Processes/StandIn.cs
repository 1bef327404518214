using PathToProd.Tools.Processes;

namespace PathToProd.Tasks.Tests.Processes;

/// <summary>Commands that run the stand-in tool; <c>StandIn.Does("say", "hello", ",", "exit", "3")</c>.</summary>
internal static class StandIn
{
    internal static readonly string Dotnet = Environment.ProcessPath!;
    internal static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "StandInTool.dll");

    internal static Command Does(params string[] steps) => new(Dotnet, [Dll, .. steps]);

    /// <summary>A step: the tool starts itself with these steps.</summary>
    internal static string[] Spawn(params string[] steps) => ["spawn", $"{steps.Length}", .. steps];
}

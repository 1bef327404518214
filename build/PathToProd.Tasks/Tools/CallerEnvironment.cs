using System.Collections;
using System.Collections.Immutable;
using PathToProd.Model.CallerVariables;

namespace PathToProd.Tasks.Tools;

/// <summary>The environment that this program was started in, and what tools get of it.</summary>
internal static class CallerEnvironment
{
    /// <summary>All variables.</summary>
    public static ImmutableDictionary<string, string> Variables
    {
        get
        {
            var variables = ImmutableDictionary.CreateBuilder<string, string>();
            foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            {
                variables.Add((string)variable.Key, (string)variable.Value!);
            }

            return variables.ToImmutable();
        }
    }

    /// <summary>What a command of the tool lays over them; null removes one.</summary>
    public static ImmutableDictionary<string, string?> Over(string tool) =>
        ToolVariables.Of(tool).Over(Variables.Keys).ToImmutableDictionary();
}

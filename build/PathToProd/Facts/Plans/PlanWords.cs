using System.Text.Json;
using PathToProd.Model.Environments;

namespace PathToProd.Facts.Plans;

/// <summary>The words of a plan, as its file writes them.</summary>
internal static class PlanWords
{
    /// <summary>As environments write it.</summary>
    public static string Of(DeploymentModel model) => Word(model);

    /// <summary>As in <c>create</c>.</summary>
    public static string Of(PlannedAction action) => Word(action);

    /// <summary>As in <c>definition</c>.</summary>
    public static string Of(UnknownCause cause) => Word(cause);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

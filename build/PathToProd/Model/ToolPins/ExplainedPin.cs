using System.ComponentModel;

namespace PathToProd.Model.ToolPins;

/// <summary>What is pinned of a tool, and who says so.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Key">The key of the pin, such as <c>accept</c>.</param>
/// <param name="Value">Its value; null for one that is more than a word.</param>
/// <param name="From">The place in the platform's <c>tools.yaml</c>, or Path to Prod.</param>
public sealed record ExplainedPin(
    string Tool,
    string Key,
    string? Value,
    [property: Description("The place in the platform's tools.yaml, or Path to Prod.")] string From
)
{
    /// <summary>What is accepted and what is installed, and whatever else the platform says itself.</summary>
    public static IEnumerable<ExplainedPin> Of(ToolPin pin)
    {
        yield return One("accept", pin.Accept);
        if (pin.Version is not null)
        {
            yield return One("version", pin.Version);
        }

        foreach (var own in pin.OwnKeys.Where(own => own.Key is not ("accept" or "version")))
        {
            yield return One(own.Key, value: null);
        }

        ExplainedPin One(string key, string? value) =>
            new(
                pin.Name,
                key,
                value,
                pin.OwnKeys.FirstOrDefault(own => own.Key == key)?.Where.ToString() ?? "Path to Prod"
            );
    }
}

using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Decisions.Compatibility.Bisection;

/// <summary>How a trial of some changes ended.</summary>
[JsonConverter(typeof(KebabWords<TrialOutcome>))]
public enum TrialOutcome
{
    /// <summary>Everything works with them.</summary>
    Passed,

    /// <summary>Something does not.</summary>
    Failed,

    /// <summary>Unclear.</summary>
    Unresolved,
}

using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Drift;

/// <summary>Whether what is there is what was deployed.</summary>
[JsonConverter(typeof(KebabWords<DriftVerdict>))]
public enum DriftVerdict
{
    /// <summary>All that was deployed is there, as it was.</summary>
    None,

    /// <summary>Something is not as it was deployed.</summary>
    Drifted,

    /// <summary>It is not known, which is never good news.</summary>
    Unknown,

    /// <summary>The ledger says that nothing is there, and nothing was looked at.</summary>
    NothingThere,
}

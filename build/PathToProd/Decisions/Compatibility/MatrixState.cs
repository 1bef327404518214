using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Decisions.Compatibility;

/// <summary>What evidence answers. These are four different answers: no evidence is neither stale nor failed evidence.</summary>
[JsonConverter(typeof(KebabWords<MatrixState>))]
public enum MatrixState
{
    /// <summary>It was never tested.</summary>
    Unknown,

    /// <summary>It was tested lately, and passed.</summary>
    KnownGood,

    /// <summary>It was tested lately, and failed.</summary>
    Failed,

    /// <summary>It was tested, and what was tested is not how things are now.</summary>
    Stale,
}

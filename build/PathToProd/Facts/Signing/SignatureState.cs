using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Signing;

/// <summary>Whether somebody who may sign did sign.</summary>
[JsonConverter(typeof(KebabWords<SignatureState>))]
public enum SignatureState
{
    /// <summary>Nobody signed.</summary>
    Missing,

    /// <summary>An allowed signer signed exactly this.</summary>
    Valid,

    /// <summary>There is a signature, and it is of something else, or not of an allowed signer.</summary>
    Wrong,
}

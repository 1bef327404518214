using System.Text.Json;
using System.Text.Json.Serialization;

namespace PathToProd.Formats.Json;

/// <summary>Writes a value of an enumeration as <c>in-progress</c> in reports for programs.</summary>
internal sealed class KebabWords<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower)
    where T : struct, Enum;

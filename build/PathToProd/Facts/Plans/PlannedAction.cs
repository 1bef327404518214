using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Plans;

/// <summary>What a deployment would do with one thing.</summary>
[JsonConverter(typeof(KebabWords<PlannedAction>))]
public enum PlannedAction
{
    /// <summary>It is made.</summary>
    Create,

    /// <summary>It stays, and fields of it change.</summary>
    Update,

    /// <summary>It is removed and made again.</summary>
    Replace,

    /// <summary>It is removed.</summary>
    Delete,

    /// <summary>It stays where it is, and is no longer looked after.</summary>
    Forget,

    /// <summary>It gets another address in Terraform's state, and stays as it is.</summary>
    Move,

    /// <summary>What is there already comes into Terraform's state.</summary>
    Import,

    /// <summary>Something else, which the field <c>actions</c> names in the tool's own words.</summary>
    Other,
}

using System.Text.Json.Serialization;
using PathToProd.Formats.Json;

namespace PathToProd.Facts.Plans;

/// <summary>Something that no plan can know, and why.</summary>
/// <param name="What">What is not known; empty for all that the deployment would do with the component.</param>
/// <param name="Cause">Of which kind the reason is.</param>
/// <param name="Of">What it is about: an output such as <c>base-k8s.name</c>, or a kind such as <c>Widget.example.com</c>.</param>
/// <param name="Because">The reason for people: a clause.</param>
public sealed record PlanUnknown(string What, UnknownCause Cause, string Of, string Because)
{
    /// <summary>Whether nothing is known of what the deployment would do with the component.</summary>
    public bool IsAll => What.Length == 0;
}

/// <summary>Why something cannot be planned.</summary>
[JsonConverter(typeof(KebabWords<UnknownCause>))]
public enum UnknownCause
{
    /// <summary>It takes an output that only another deployment will know.</summary>
    Input,

    /// <summary>The cluster does not serve a kind yet, so it cannot say what it would make of it.</summary>
    Definition,

    /// <summary>The plan could not be made: a dry run failed, a tool or a target did not answer.</summary>
    Failure,
}

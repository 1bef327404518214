using PathToProd.Decisions.Validation;
using PathToProd.Facts.VersionSets;
using PathToProd.Tasks.Runs.Certification;

namespace PathToProd.Tasks.Runs.Validation;

/// <summary>A validation before it needs an environment.</summary>
/// <param name="Result">What was found out so far; all of it, where no environment is needed.</param>
public sealed record PreparedValidation(ValidationResult Result)
{
    /// <summary>The base's set, to which the environment is brought first; null where none is needed.</summary>
    public VersionSet? From => Sets?.From.Set;

    /// <summary>What has to be certified, with its tests; null where evidence says all, or there is nothing to certify.</summary>
    internal (PreparedSet From, PreparedSet To, SetTests Tests)? Sets { get; init; }
}

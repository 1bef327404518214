namespace PathToProd.Decisions.Posting;

/// <summary>Where changes are reviewed.</summary>
public enum ChangeSystemKind
{
    /// <summary>GitHub, or GitHub Enterprise.</summary>
    GitHub,

    /// <summary>GitLab, on any server.</summary>
    GitLab,
}

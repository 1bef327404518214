namespace PathToProd.Decisions.Pipelines;

/// <summary>The actions that generated workflows use, by commit: a tag can be moved by anyone who can push to the action's repository.</summary>
internal static class GitHubActions
{
    public const string Checkout = "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2";

    public const string Upload = "actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2";

    public const string Download = "actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0";
}

using PathToProd.Tasks.Facts.Promotions;
using PathToProd.Tasks.Facts.Signing;
using PathToProd.Tasks.Facts.VersionSets;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Invocations;

/// <summary>The signatures that a call makes and checks.</summary>
internal sealed class Signing
{
    public Signing(Invocation invocation, SetFiles files)
    {
        var scope = new ProcessScope
        {
            Cancellation = invocation.RunInterruption.Politely,
            CancellationAtOnce = invocation.RunInterruption.AtOnce,
        };
        var signatures = new SshSignatures(invocation.Workspace, invocation.Model.Platform, scope);
        Sets = new SetSignatures(files, signatures);
        Evidence = new EvidenceSignatures(signatures);
        Records = new RecordSignatures(Evidence);
    }

    /// <summary>Those of pinned version sets.</summary>
    public SetSignatures Sets { get; }

    /// <summary>Those of evidence.</summary>
    public EvidenceSignatures Evidence { get; }

    /// <summary>Those of records of the promotions.</summary>
    public RecordSignatures Records { get; }
}

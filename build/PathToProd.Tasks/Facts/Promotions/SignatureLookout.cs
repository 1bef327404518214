using PathToProd.Decisions.Promotions.Looks;
using PathToProd.Facts.Signing;
using PathToProd.Tasks.Facts.Signing;
using PathToProd.Tasks.Facts.VersionSets;
using PathToProd.Text;

namespace PathToProd.Tasks.Facts.Promotions;

/// <summary>Checks signatures of sets and of approvals.</summary>
internal sealed class SignatureLookout(SetFiles files, SetSignatures sets, RecordSignatures records) : ILookout
{
    public bool Knows(Look look) => look is SetSignatureLook or ApprovalSignatureLook;

    public Task<object> LookAsync(Look look, CancellationToken cancellation) =>
        Task.Run(() => Check(look), cancellation);

    private object Check(Look look)
    {
        try
        {
            return look switch
            {
                SetSignatureLook set => Check(set),
                ApprovalSignatureLook approval => records.Of(approval.Approval),
                _ => throw new ArgumentException($"{look.Name} is no signature.", nameof(look)),
            };
        }
        catch (PlatformException exception)
        {
            return new Silence(Prose.FirstLine(exception.Message));
        }
    }

    /// <summary>What is signed is a file, so it must hold the set that is asked about.</summary>
    private object Check(SetSignatureLook look) =>
        files.Find(look.Set) is not { } set ? new Silence($"no set of the name {look.Set} is pinned here")
        : set.Digest != look.Digest
            ? new SignatureCheck(SignatureState.Wrong, Signer: null, "it is for another set of this name")
        : sets.Of(set);
}

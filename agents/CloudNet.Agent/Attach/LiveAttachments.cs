using CloudNet.Agent.State;

namespace CloudNet.Agent.Attach;

/// <summary>The attachments now. Every change is on disk before anything acts on it.</summary>
/// <param name="store">The disk.</param>
internal sealed class LiveAttachments(AttachmentStore store)
{
    private readonly Lock changing = new();
    private volatile AttachmentBook current = store.Load();

    /// <summary>What is true at this moment.</summary>
    public AttachmentBook Current => current;

    /// <summary>Changes the book: the change gets the newest one and answers the next, or the same for no change.</summary>
    /// <exception cref="IOException">It could not be saved; nothing has changed.</exception>
    public AttachmentBook Change(Func<AttachmentBook, AttachmentBook> change)
    {
        lock (changing)
        {
            var next = change(current);
            if (ReferenceEquals(next, current)) return current;
            store.Save(next);
            return current = next;
        }
    }
}

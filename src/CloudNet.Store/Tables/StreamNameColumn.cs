using CloudNet.Contracts.Views;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CloudNet.Store.Tables;

/// <summary>A stream's name as a <c>text</c> column.</summary>
internal sealed class StreamNameColumn() : ValueConverter<StreamName, string>(name => name.Text, text => StreamName.Parse(text, null));

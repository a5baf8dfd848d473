// @ts-check
// For browsers that know no modules, as Outlook 2016 and 2019 use Internet Explorer's: ES5 alone.
(function () {
  var SENTENCE = "This Outlook uses a browser that is too old for Redial. Use Outlook on the web or a newer Outlook.";
  var note = document.getElementById("too-old");
  if (note) note.removeAttribute("hidden");

  // What the ribbon's button calls.
  // @ts-ignore: a function of the page, as these browsers have it
  window.addOnlineMeeting = function (/** @type {Office.AddinCommands.Event} */ event) {
    var item = Office.context.mailbox.item;
    if (!item) return event.completed();
    /** @type {any} */
    var details = { type: "errorMessage", message: SENTENCE };
    item.notificationMessages.replaceAsync("redial", details, function () {
      event.completed();
    });
  };
})();

// A file of the page that did not arrive whole leaves a blank page: ask for it all once more, a minute later at the soonest.
(function () {
  'use strict'
  window.addEventListener(
    'error',
    function (event) {
      var what = event.target
      if (!what || (what.tagName !== 'SCRIPT' && what.tagName !== 'LINK')) return
      try {
        var last = Number(sessionStorage.getItem('sanhao.again') || 0)
        if (Date.now() - last < 60000) return
        sessionStorage.setItem('sanhao.again', String(Date.now()))
      } catch (_) {
        return
      }
      window.location.reload()
    },
    true,
  )
})()
